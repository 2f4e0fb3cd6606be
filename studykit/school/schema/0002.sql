-- What a student writes by SQL of her own must not hinder her teacher: no day that never comes, no number that
-- is none. NaN counts as more than any number, so every bound refuses it too. Nothing is asked of the rows that
-- a hub has already: whoever reads them leaves out what is none, and forgetting must reach them too.
CREATE DOMAIN studykit.day AS date;
ALTER TABLE studykit.log ALTER study_day TYPE studykit.day;
ALTER TABLE studykit.progress
    ALTER last_day TYPE studykit.day, ALTER first_day TYPE studykit.day, ALTER due TYPE studykit.day;
ALTER DOMAIN studykit.day ADD CHECK (VALUE BETWEEN '1900-01-01' AND '2400-12-31') NOT VALID;
ALTER TABLE studykit.progress
    ADD CHECK (stability BETWEEN 0.001 AND 1000000) NOT VALID,
    ADD CHECK (difficulty BETWEEN 1 AND 10) NOT VALID,
    ADD CHECK (num_nulls(stability, difficulty, last_day) IN (0, 3)) NOT VALID,
    ADD CHECK (least(reviews, lapses, correct, partial, wrong) >= 0) NOT VALID,
    ADD CHECK (greatest(reviews, lapses, correct, partial, wrong) <= 10000000) NOT VALID;

-- A row changes in two ways: what was typed is forgotten, or it is dated again, earlier, when the clock that it
-- was written by was ahead. Then it arrives anew, so that every device meets it.
CREATE OR REPLACE FUNCTION studykit.keep_rows() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    OLD.answer := CASE WHEN NEW.answer = '' THEN '' ELSE OLD.answer END;
    IF NEW.seq > OLD.seq AND (NEW.at, NEW.study_day) < (OLD.at, OLD.study_day)
            AND (NEW.study_day IS NULL) = (OLD.study_day IS NULL) THEN
        OLD.seq := NEW.seq;
        OLD.at := NEW.at;
        OLD.study_day := NEW.study_day;
    END IF;
    IF NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'the review log is append-only';
    END IF;
    RETURN NEW;
END $$;

-- Moves the caller's own rows to the earlier of two moments, as devices do wherever two copies of a row meet, and
-- gives their new places.
CREATE FUNCTION studykit.redate(rows json) RETURNS TABLE (seq bigint, id text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM studykit.people WHERE login = session_user::text FOR NO KEY UPDATE;
    RETURN QUERY
    UPDATE studykit.log l SET at = r.at, study_day = r.study_day, seq = DEFAULT
    FROM json_to_recordset(rows) AS r(id text, at bigint, study_day date)
    WHERE l.student = studykit.me() AND l.id = r.id AND (r.at, r.study_day) < (l.at, l.study_day)
        AND (r.study_day IS NULL) = (l.study_day IS NULL)
    RETURNING l.seq, l.id;
END $$;

REVOKE ALL ON FUNCTION studykit.redate(json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION studykit.redate(json) TO {student};
