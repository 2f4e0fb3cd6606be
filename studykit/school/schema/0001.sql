-- The first shape of a hub. {owner}, {student}, {teacher} and {admin} are the hub's own roles.
-- A step that has been released is never edited, only followed.

CREATE TABLE studykit.hub (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    id text NOT NULL DEFAULT gen_random_uuid(),
    version integer NOT NULL
);

CREATE TABLE studykit.people (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    login text NOT NULL UNIQUE CHECK (login ~ '^[a-z][a-z0-9_]{3,40}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    role text NOT NULL CHECK (role IN ('student', 'teacher', 'admin'))
);

CREATE TABLE studykit.classes (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    shows_answers boolean NOT NULL DEFAULT false
);

CREATE TABLE studykit.members (
    class integer NOT NULL REFERENCES studykit.classes ON DELETE CASCADE,
    person integer NOT NULL REFERENCES studykit.people ON DELETE CASCADE,
    PRIMARY KEY (class, person)
);
CREATE INDEX members_by_person ON studykit.members (person);

-- Who is asking. Always session_user: current_user is the owner inside these functions, and SET ROLE moves it.

CREATE FUNCTION studykit.me() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM studykit.people WHERE login = session_user::text
$$;

CREATE FUNCTION studykit.my_role() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (SELECT role FROM studykit.people WHERE login = session_user::text),
        CASE WHEN pg_has_role(session_user, '{admin_name}', 'MEMBER') THEN 'admin' END)
$$;

CREATE FUNCTION studykit.my_classes() RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT class FROM studykit.members WHERE person = studykit.me()
$$;

CREATE FUNCTION studykit.my_students(open_only boolean DEFAULT false) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT p.id
    FROM studykit.members m
    JOIN studykit.people p ON p.id = m.person AND p.role = 'student'
    JOIN studykit.classes c ON c.id = m.class
    WHERE studykit.my_role() = 'teacher'
        AND m.class IN (SELECT studykit.my_classes())
        AND (c.shows_answers OR NOT open_only)
$$;

-- The review logs. No foreign key to people: it would be looked up for every row, and the policy lets nobody
-- write for anyone but herself.

CREATE TABLE studykit.log (
    student integer NOT NULL DEFAULT studykit.me(),
    seq bigint GENERATED ALWAYS AS IDENTITY,
    id text NOT NULL CHECK (id ~ '^[A-Za-z0-9_.-]{1,64}$'),
    device text NOT NULL CHECK (device ~ '^[A-Za-z0-9_.-]{1,64}$'),
    at bigint NOT NULL,
    kind text NOT NULL CHECK (length(kind) <= 20),
    card text CHECK (length(card) <= 300),
    "row" text CHECK (length("row") <= 64),
    study_day date,
    answer text CHECK (length(answer) <= 2000000),
    verdict text CHECK (length(verdict) <= 20),
    score double precision,
    rating smallint,
    seconds double precision,
    counts boolean,
    hinted boolean,
    suspended boolean,
    name text CHECK (length(name) <= 300),
    value text CHECK (length(value) <= 20000),
    "open" text CHECK (length("open") <= 1000),
    said text CHECK (length(said) <= 1000),
    PRIMARY KEY (student, id)
);
CREATE UNIQUE INDEX log_by_arrival ON studykit.log (student, seq);
-- A class report asks for the few rulings of a class among its many reviews.
CREATE INDEX log_rulings ON studykit.log (student) WHERE kind IN ('amend', 'undo');

-- Rows of one student get their numbers in the order in which they become visible: whoever adds some holds
-- her row of people until the end. Without it a device could be shown number 7 before 6, and never ask for 6.
CREATE FUNCTION studykit.in_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM studykit.people WHERE login = session_user::text FOR NO KEY UPDATE;
    RETURN NULL;
END $$;
CREATE TRIGGER in_order BEFORE INSERT ON studykit.log
FOR EACH STATEMENT EXECUTE FUNCTION studykit.in_order();

CREATE FUNCTION studykit.keep_rows() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    OLD.answer := CASE WHEN NEW.answer = '' THEN '' ELSE OLD.answer END;
    IF NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'the review log is append-only';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_rows BEFORE UPDATE ON studykit.log
FOR EACH ROW EXECUTE FUNCTION studykit.keep_rows();

-- What follows from the rows, as the student's own device worked it out: one line a card. Room is left on each
-- page so that the daily changes stay on it.
CREATE TABLE studykit.progress (
    student integer NOT NULL,
    card text NOT NULL CHECK (length(card) <= 300),
    stability double precision,
    difficulty double precision,
    last_day date,
    first_day date,
    due date,
    reviews integer NOT NULL,
    lapses integer NOT NULL,
    suspended boolean NOT NULL,
    correct integer NOT NULL,
    partial integer NOT NULL,
    wrong integer NOT NULL,
    PRIMARY KEY (student, card)
) WITH (fillfactor = 85);

CREATE TABLE studykit.synced (
    student integer PRIMARY KEY,
    seq bigint NOT NULL,
    decay double precision NOT NULL CHECK (decay BETWEEN 0.01 AND 2),
    at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE studykit.forgotten (
    student integer NOT NULL,
    id text NOT NULL,
    PRIMARY KEY (student, id)
);

CREATE TABLE studykit.journal (
    at timestamptz NOT NULL DEFAULT now(),
    caller text NOT NULL DEFAULT session_user,
    did text NOT NULL,
    whose text,
    number bigint
);
CREATE INDEX journal_by_caller ON studykit.journal (caller);
CREATE INDEX journal_by_whose ON studykit.journal (whose);

CREATE TABLE studykit.packs (
    class integer NOT NULL REFERENCES studykit.classes ON DELETE CASCADE,
    name text NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,99}$'),
    version integer NOT NULL CHECK (version > 0),
    note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
    pushed_by text NOT NULL DEFAULT session_user,
    pushed_at timestamptz NOT NULL DEFAULT now(),
    content bytea NOT NULL CHECK (length(content) <= 50000000),
    PRIMARY KEY (class, name, version)
);

-- What only these functions do: each for the caller alone, or after asking whether she may.

CREATE FUNCTION studykit.put_progress(seen bigint, decay double precision, changed json, gone text[])
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own integer := studykit.me();
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
    RETURN true;
END $$;

-- Rows that were forgotten are remembered by their random ids, so that another device does not bring them back.
CREATE FUNCTION studykit.forget(ids text[], cards text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    number bigint;
BEGIN
    PERFORM 1 FROM studykit.people WHERE login = session_user::text FOR NO KEY UPDATE;
    INSERT INTO studykit.forgotten SELECT DISTINCT studykit.me(), unnest(ids) ON CONFLICT DO NOTHING;
    DELETE FROM studykit.log WHERE student = studykit.me() AND id = ANY (ids);
    GET DIAGNOSTICS number = ROW_COUNT;
    DELETE FROM studykit.progress WHERE student = studykit.me() AND card = ANY (cards);
    INSERT INTO studykit.journal (did, whose, number) VALUES ('forget rows', session_user, number);
    RETURN number;
END $$;

CREATE FUNCTION studykit.forget_everything() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    number bigint;
BEGIN
    PERFORM 1 FROM studykit.people WHERE login = session_user::text FOR NO KEY UPDATE;
    INSERT INTO studykit.forgotten SELECT student, id FROM studykit.log WHERE student = studykit.me()
    ON CONFLICT DO NOTHING;
    DELETE FROM studykit.log WHERE student = studykit.me();
    GET DIAGNOSTICS number = ROW_COUNT;
    DELETE FROM studykit.progress WHERE student = studykit.me();
    DELETE FROM studykit.synced WHERE student = studykit.me();
    INSERT INTO studykit.journal (did, whose, number) VALUES ('forget everything', session_user, number);
    RETURN number;
END $$;

CREATE FUNCTION studykit.forget_answers() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    number bigint;
BEGIN
    UPDATE studykit.log SET answer = '' WHERE student = studykit.me() AND answer <> '';
    GET DIAGNOSTICS number = ROW_COUNT;
    INSERT INTO studykit.journal (did, whose, number) VALUES ('forget answers', session_user, number);
    RETURN number;
END $$;

CREATE FUNCTION studykit.may_manage(person integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(studykit.my_role() = 'admin' OR person IN (SELECT studykit.my_students()), false)
$$;

CREATE FUNCTION studykit.person(called text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found integer := (SELECT id FROM studykit.people WHERE login = called);
BEGIN
    IF found IS NULL OR NOT (called = session_user::text OR studykit.may_manage(found)) THEN
        RAISE EXCEPTION USING ERRCODE = 'no_data_found',
            MESSAGE = format('there is nobody with the login %s among those you look after', called);
    END IF;
    RETURN found;
END $$;

CREATE FUNCTION studykit.class_of_mine(called text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found integer := (SELECT id FROM studykit.classes WHERE name = called);
BEGIN
    IF found IS NULL OR NOT coalesce(studykit.my_role() = 'admin'
            OR (studykit.my_role() = 'teacher' AND found IN (SELECT studykit.my_classes())), false) THEN
        RAISE EXCEPTION USING ERRCODE = 'no_data_found',
            MESSAGE = format('there is no class %s among those you look after', called);
    END IF;
    RETURN found;
END $$;

CREATE FUNCTION studykit.verified(verifier text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
        RAISE EXCEPTION 'a password must be hashed (SCRAM-SHA-256) before it is sent';
    END IF;
    RETURN verifier;
END $$;

-- An admin enrols anyone; a teacher enrols new students into her own classes. She cannot add a login that
-- exists unless it is her student's already: she could read anybody's states by adding him to her class.
CREATE FUNCTION studykit.enrol(class_name text, as_role text, who json) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    class_id integer;
    each record;
    person_id integer;
    number integer := 0;
BEGIN
    IF studykit.my_role() = 'admin' THEN
        INSERT INTO studykit.classes (name) SELECT class_name WHERE class_name IS NOT NULL
        ON CONFLICT DO NOTHING;
    ELSIF as_role <> 'student' OR class_name IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'only an admin may do that';
    END IF;
    IF class_name IS NOT NULL THEN
        class_id := studykit.class_of_mine(class_name);
    END IF;
    FOR each IN SELECT * FROM json_to_recordset(who) AS r(login text, name text, verifier text) LOOP
        IF each.verifier IS NULL THEN
            person_id := studykit.person(each.login);
            IF (SELECT role FROM studykit.people WHERE id = person_id) <> as_role THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation',
                    MESSAGE = format('%s is no %s', each.login, as_role);
            END IF;
        ELSE
            INSERT INTO studykit.people (login, name, role) VALUES (each.login, each.name, as_role)
            RETURNING id INTO person_id;
            EXECUTE format('CREATE ROLE %I LOGIN CONNECTION LIMIT 10 PASSWORD %L IN ROLE %I', each.login,
                studykit.verified(each.verifier),
                CASE as_role WHEN 'student' THEN '{student_name}' WHEN 'teacher' THEN '{teacher_name}'
                    ELSE '{admin_name}' END);
        END IF;
        INSERT INTO studykit.members SELECT class_id, person_id WHERE class_id IS NOT NULL
        ON CONFLICT DO NOTHING;
        INSERT INTO studykit.journal (did, whose) VALUES ('enrol as ' || as_role, each.login);
        number := number + 1;
    END LOOP;
    RETURN number;
END $$;

CREATE FUNCTION studykit.set_password(of_login text, verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM studykit.person(of_login);
    EXECUTE format('ALTER ROLE %I PASSWORD %L', of_login, studykit.verified(verifier));
    INSERT INTO studykit.journal (did, whose) VALUES ('password', of_login);
END $$;

CREATE FUNCTION studykit.show_answers(class_name text, shown boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE studykit.classes SET shows_answers = shown WHERE id = studykit.class_of_mine(class_name);
    INSERT INTO studykit.journal (did, whose)
    VALUES (CASE WHEN shown THEN 'show answers' ELSE 'hide answers' END, class_name);
END $$;

CREATE FUNCTION studykit.leave_class(of_login text, class_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM studykit.members
    WHERE person = studykit.person(of_login) AND class = studykit.class_of_mine(class_name);
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'no_data_found',
            MESSAGE = format('%s is not in the class %s', of_login, class_name);
    END IF;
    INSERT INTO studykit.journal (did, whose) VALUES ('leave class ' || class_name, of_login);
END $$;

-- All that is kept of somebody, and the role itself.
CREATE FUNCTION studykit.leave(of_login text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    leaver integer := studykit.person(of_login);
    number bigint;
BEGIN
    IF NOT studykit.may_manage(leaver) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'only a teacher or an admin may';
    END IF;
    -- Nothing that she holds on to may hinder it: a session with a lock, objects that are hers.
    EXECUTE format('GRANT %I TO %I', of_login, '{owner_name}');
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE usename = of_login AND pid <> pg_backend_pid();
    DELETE FROM studykit.log WHERE student = leaver;
    GET DIAGNOSTICS number = ROW_COUNT;
    DELETE FROM studykit.progress WHERE student = leaver;
    DELETE FROM studykit.synced WHERE student = leaver;
    DELETE FROM studykit.forgotten WHERE student = leaver;
    DELETE FROM studykit.people WHERE id = leaver;
    EXECUTE format('DROP OWNED BY %I', of_login);
    BEGIN
        EXECUTE format('DROP ROLE %I', of_login);
    EXCEPTION WHEN dependent_objects_still_exist THEN -- something in another database of the server
        EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', of_login);
    END;
    INSERT INTO studykit.journal (did, whose, number) VALUES ('leave', of_login, number);
    RETURN number;
END $$;

-- Sums over whole classes: all of them for an admin, her own for a teacher. No sum of recall over fewer than
-- three students, which would say something about one.
CREATE FUNCTION studykit.overview(today date) RETURNS TABLE (
    class text, shows_answers boolean, teachers bigint, students bigint, started bigint, this_week bigint,
    reviews bigint, recall double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH mine AS (
        SELECT c.* FROM studykit.classes c
        WHERE studykit.my_role() = 'admin'
            OR (studykit.my_role() = 'teacher' AND c.id IN (SELECT studykit.my_classes()))
    ), enrolled AS (
        SELECT m.class, m.person, p.role
        FROM studykit.members m JOIN studykit.people p ON p.id = m.person
        WHERE m.class IN (SELECT id FROM mine)
    ), per_student AS (
        SELECT p.student, sum(p.reviews) AS reviews, max(p.last_day) AS last_day,
            avg(power(1 + (power(0.9, -1 / s.decay) - 1) * greatest(today - p.last_day, 0)
                / greatest(p.stability, 0.001), -s.decay)) AS recall
        FROM studykit.progress p JOIN studykit.synced s ON s.student = p.student
        WHERE p.reviews > 0 AND p.student IN (SELECT person FROM enrolled)
        GROUP BY p.student
    )
    SELECT c.name, c.shows_answers,
        count(*) FILTER (WHERE e.role = 'teacher'),
        count(*) FILTER (WHERE e.role = 'student'),
        count(s.student),
        count(s.student) FILTER (WHERE s.last_day > today - 7),
        coalesce(sum(s.reviews), 0)::bigint,
        CASE WHEN count(s.student) >= 3 THEN avg(s.recall) END
    FROM mine c LEFT JOIN enrolled e ON e.class = c.id LEFT JOIN per_student s ON s.student = e.person
    GROUP BY c.id, c.name, c.shows_answers ORDER BY c.name
$$;

-- Who may see what. Every table is behind row security, for its owner too.

DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['hub', 'people', 'classes', 'members', 'log', 'progress', 'synced', 'forgotten',
            'journal', 'packs'] LOOP
        EXECUTE format('ALTER TABLE studykit.%I ENABLE ROW LEVEL SECURITY', each);
        EXECUTE format('ALTER TABLE studykit.%I FORCE ROW LEVEL SECURITY', each);
        EXECUTE format('CREATE POLICY functions ON studykit.%I TO {owner} USING (true) WITH CHECK (true)', each);
    END LOOP;
END $$;

CREATE POLICY everyone ON studykit.hub FOR SELECT TO {student}, {teacher}, {admin} USING (true);

CREATE POLICY herself ON studykit.people FOR SELECT TO {student}, {teacher} USING (login = session_user::text);
CREATE POLICY her_students ON studykit.people FOR SELECT TO {teacher}
    USING (id IN (SELECT studykit.my_students()));
CREATE POLICY admins ON studykit.people FOR SELECT TO {admin} USING (true);

CREATE POLICY hers ON studykit.classes FOR SELECT TO {student}, {teacher}
    USING (id IN (SELECT studykit.my_classes()));
CREATE POLICY admins ON studykit.classes FOR SELECT TO {admin} USING (true);

CREATE POLICY herself ON studykit.members FOR SELECT TO {student}, {teacher}
    USING (person = (SELECT studykit.me()));
CREATE POLICY her_students ON studykit.members FOR SELECT TO {teacher}
    USING (class IN (SELECT studykit.my_classes()) AND person IN (SELECT studykit.my_students()));
CREATE POLICY admins ON studykit.members FOR SELECT TO {admin} USING (true);

CREATE POLICY reads_her_own ON studykit.log FOR SELECT TO {student} USING (student = (SELECT studykit.me()));
CREATE POLICY adds_her_own ON studykit.log FOR INSERT TO {student}
    WITH CHECK (student = (SELECT studykit.me()));
CREATE POLICY answers_that_are_shown ON studykit.log FOR SELECT TO {teacher}
    USING (kind IN ('review', 'amend', 'undo') AND student IN (SELECT studykit.my_students(true)));

CREATE POLICY hers ON studykit.progress FOR SELECT TO {student} USING (student = (SELECT studykit.me()));
CREATE POLICY her_students ON studykit.progress FOR SELECT TO {teacher}
    USING (student IN (SELECT studykit.my_students()));
CREATE POLICY hers ON studykit.synced FOR SELECT TO {student} USING (student = (SELECT studykit.me()));
CREATE POLICY her_students ON studykit.synced FOR SELECT TO {teacher}
    USING (student IN (SELECT studykit.my_students()));
CREATE POLICY hers ON studykit.forgotten FOR SELECT TO {student} USING (student = (SELECT studykit.me()));

CREATE POLICY about_her ON studykit.journal FOR SELECT TO {student}, {teacher}
    USING (session_user::text IN (caller, whose));
CREATE POLICY admins ON studykit.journal FOR SELECT TO {admin} USING (true);

CREATE POLICY hers ON studykit.packs FOR SELECT TO {student}, {teacher}
    USING (class IN (SELECT studykit.my_classes()));
CREATE POLICY teachers_push ON studykit.packs FOR INSERT TO {teacher}
    WITH CHECK (class IN (SELECT studykit.my_classes()) AND pushed_by = session_user::text);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA studykit FROM PUBLIC;
GRANT USAGE ON SCHEMA studykit TO {student}, {teacher}, {admin};
GRANT SELECT ON studykit.hub, studykit.people, studykit.classes, studykit.members, studykit.journal
    TO {student}, {teacher}, {admin};
GRANT SELECT ON studykit.log, studykit.progress, studykit.synced, studykit.packs TO {student}, {teacher};
GRANT SELECT ON studykit.forgotten TO {student};
GRANT INSERT ON studykit.log TO {student};
GRANT INSERT (class, name, version, note, content) ON studykit.packs TO {teacher};
GRANT EXECUTE ON FUNCTION studykit.me(), studykit.my_role(), studykit.my_classes(),
    studykit.my_students(boolean), studykit.set_password(text, text) TO {student}, {teacher}, {admin};
GRANT EXECUTE ON FUNCTION studykit.put_progress(bigint, double precision, json, text[]),
    studykit.forget(text[], text[]), studykit.forget_everything(), studykit.forget_answers() TO {student};
GRANT EXECUTE ON FUNCTION studykit.enrol(text, text, json), studykit.leave(text),
    studykit.leave_class(text, text), studykit.show_answers(text, boolean), studykit.overview(date)
    TO {teacher}, {admin};
