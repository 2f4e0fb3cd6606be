-- Whoever writes something of hers holds her row of people until the end, and who has none any more writes nothing:
-- what somebody who is being deleted has begun is done before, or not at all.
CREATE FUNCTION studykit.held() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own integer;
BEGIN
    SELECT id INTO own FROM studykit.people WHERE login = session_user::text FOR NO KEY UPDATE;
    IF own IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = 'there is nobody with this login any more';
    END IF;
    RETURN own;
END $$;

CREATE OR REPLACE FUNCTION studykit.in_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM studykit.held();
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION studykit.forget_answers() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own integer := studykit.held();
    number bigint;
BEGIN
    UPDATE studykit.log SET answer = '' WHERE student = own AND answer <> '';
    GET DIAGNOSTICS number = ROW_COUNT;
    INSERT INTO studykit.journal (did, whose, number) VALUES ('forget answers', session_user, number);
    RETURN number;
END $$;

-- No more cards than a file of progress has: a report reads those of the whole class.
CREATE OR REPLACE FUNCTION studykit.put_progress(seen bigint, decay double precision, changed json, gone text[])
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own integer := studykit.held();
BEGIN
    -- A device that saw fewer rows than another that was here later knows less.
    INSERT INTO studykit.synced AS s VALUES (own, seen, put_progress.decay)
    ON CONFLICT ON CONSTRAINT synced_pkey
    DO UPDATE SET seq = excluded.seq, decay = excluded.decay, at = now() WHERE s.seq <= excluded.seq;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM studykit.progress p WHERE p.student = own AND p.card = ANY (gone);
    INSERT INTO studykit.progress
    SELECT own, r.* FROM json_to_recordset(changed) AS r(
        card text, stability double precision, difficulty double precision, last_day date, first_day date,
        due date, reviews integer, lapses integer, suspended boolean, correct integer, partial integer,
        wrong integer)
    ON CONFLICT ON CONSTRAINT progress_pkey DO UPDATE SET
        stability = excluded.stability, difficulty = excluded.difficulty, last_day = excluded.last_day,
        first_day = excluded.first_day, due = excluded.due, reviews = excluded.reviews,
        lapses = excluded.lapses, suspended = excluded.suspended, correct = excluded.correct,
        partial = excluded.partial, wrong = excluded.wrong;
    IF (SELECT count(*) FROM studykit.progress p WHERE p.student = own) > 50000 THEN
        RAISE EXCEPTION 'a hub takes the progress of at most 50,000 cards from a student';
    END IF;
    RETURN true;
END $$;

-- Changes the role of somebody else, whatever she holds on to: sessions of hers end, again if she is back at
-- once, until her row of people and her role are held here.
CREATE FUNCTION studykit.change_login(of_login text, change text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '200ms' AS $$
BEGIN
    EXECUTE format('GRANT %I TO %I', of_login, '{owner_name}');
    FOR attempt IN 1..25 LOOP
        PERFORM pg_stat_clear_snapshot();
        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE usename = of_login AND pid <> pg_backend_pid();
        BEGIN
            PERFORM FROM studykit.people WHERE login = of_login FOR UPDATE;
            EXECUTE format('ALTER ROLE %I %s', of_login, change);
            RETURN;
        EXCEPTION WHEN lock_not_available OR internal_error THEN -- "tuple concurrently updated": the role
            CONTINUE;
        END;
    END LOOP;
    RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = format('%s holds on to her login', of_login);
END $$;

CREATE OR REPLACE FUNCTION studykit.set_password(of_login text, verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    change text := format('PASSWORD %L', studykit.verified(verifier));
BEGIN
    PERFORM studykit.person(of_login);
    IF of_login = session_user::text THEN
        EXECUTE format('ALTER ROLE %I %s', of_login, change);
    ELSE
        PERFORM studykit.change_login(of_login, change);
        EXECUTE format('REVOKE %I FROM %I', of_login, '{owner_name}');
    END IF;
    INSERT INTO studykit.journal (did, whose) VALUES ('password', of_login);
END $$;

-- All that is kept of somebody, and the role itself.
CREATE OR REPLACE FUNCTION studykit.leave(of_login text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    leaver integer := studykit.person(of_login);
    number bigint;
    each text;
BEGIN
    IF NOT studykit.may_manage(leaver) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'only a teacher or an admin may';
    END IF;
    PERFORM studykit.change_login(of_login, 'NOLOGIN PASSWORD NULL');
    DELETE FROM studykit.log WHERE student = leaver;
    GET DIAGNOSTICS number = ROW_COUNT;
    DELETE FROM studykit.progress WHERE student = leaver;
    DELETE FROM studykit.synced WHERE student = leaver;
    DELETE FROM studykit.forgotten WHERE student = leaver;
    DELETE FROM studykit.people WHERE id = leaver;
    FOREACH each IN ARRAY ARRAY['DROP OWNED BY %I', 'DROP ROLE %I'] LOOP
        BEGIN
            EXECUTE format(each, of_login);
        EXCEPTION WHEN OTHERS THEN -- more objects than can be deleted at once, or one in another database:
            CONTINUE;              -- a role that nobody can sign in as stays with them
        END;
    END LOOP;
    INSERT INTO studykit.journal (did, whose, number) VALUES ('leave', of_login, number);
    RETURN number;
END $$;

REVOKE ALL ON FUNCTION studykit.held(), studykit.change_login(text, text) FROM PUBLIC;

-- What somebody else holds on to is not waited for without end.
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['set_password', 'leave', 'enrol', 'leave_class', 'show_answers'] LOOP
        EXECUTE format('ALTER FUNCTION studykit.%I SET lock_timeout = ''5s''', each);
    END LOOP;
END $$;

-- A student is told that her answers were shown, also when they are hidden again by then.
CREATE POLICY shown_in_her_classes ON studykit.journal FOR SELECT TO {student}
    USING (did IN ('show answers', 'hide answers') AND whose IN (SELECT name FROM studykit.classes));

-- Nobody's rows are guessed from what EXPLAIN says of others': it estimates by samples of all rows, whatever a
-- policy hides. None are taken any more but of `kind`, by which the few rulings are found, and of `seq`, in whose
-- order a device reads. Giving a column the type that it has throws away those that were, and needs the policies
-- out of the way.
DO $$
DECLARE
    policies text[];
    each text;
BEGIN
    SELECT array_agg(format('CREATE POLICY %I ON studykit.%I FOR %s TO %s', policyname, tablename, cmd,
            (SELECT string_agg(quote_ident(role), ', ') FROM unnest(roles) AS role))
        || coalesce(' USING (' || qual || ')', '') || coalesce(' WITH CHECK (' || with_check || ')', ''))
    INTO policies FROM pg_policies WHERE schemaname = 'studykit';
    FOR each IN SELECT format('DROP POLICY %I ON studykit.%I', policyname, tablename)
            FROM pg_policies WHERE schemaname = 'studykit' LOOP
        EXECUTE each;
    END LOOP;
    FOR each IN
        SELECT format('ALTER TABLE %s ', attrelid::regclass) || string_agg(format(
            'ALTER %1$I TYPE %2$s, ALTER %1$I SET STATISTICS 0', attname, format_type(atttypid, atttypmod)), ', ')
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'studykit'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
            AND NOT a.attisdropped AND (c.relname, a.attname) NOT IN (('log', 'kind'), ('log', 'seq'))
        GROUP BY attrelid LOOP
        EXECUTE each;
    END LOOP;
    FOREACH each IN ARRAY policies LOOP
        EXECUTE each;
    END LOOP;
END $$;
