-- A county of :teams teams with five key results each, asked and answered in each of :weeks weeks
-- up to 2026-W51. The same statements run on SQLite and on PostgreSQL.

CREATE TEMPORARY TABLE numbers (i integer);

INSERT INTO numbers
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :teams OR i < 100)
SELECT i FROM n;

CREATE TEMPORARY TABLE asked_weeks (number integer, week text);

INSERT INTO asked_weeks SELECT i, '2026-W' || (51 - :weeks + i) FROM numbers WHERE i <= :weeks;

INSERT INTO organisations (id, name, language, zone, country, revision)
VALUES ('bench', 'County', 'fi', 'Europe/Helsinki', 'FI', 1);

-- Ten sectors, a hundred areas, and the teams below them.
INSERT INTO units (organisation_id, id, name, level, parent, answering, note, language_here,
    zone_here, holidays_here, position)
SELECT 'bench', id, name, level, parent, 'owner', '', 'fi', 'Europe/Helsinki', 'FI', position
FROM (
    SELECT 'county' AS id, 'County' AS name, 'organisation' AS level,
        CAST(NULL AS text) AS parent, 0 AS position
    UNION ALL
    SELECT 's' || (100 + i), 'Sector ' || i, 'sector', 'county', i FROM numbers WHERE i <= 10
    UNION ALL
    SELECT 'a' || (1000 + i), 'Area ' || i, 'result_area', 's' || (101 + i % 10), 100 + i
    FROM numbers WHERE i <= 100
    UNION ALL
    SELECT 't' || (10000 + i), 'Team ' || i, 'team', 'a' || (1001 + i % 100), 1000 + i
    FROM numbers WHERE i <= :teams
) AS tree
ORDER BY position;

INSERT INTO forums (organisation_id, id, unit, name, channel, cadence, at, note, position)
SELECT 'bench', 'forum-' || id, id, 'Meeting of ' || name, '#' || id, 'monthly workday 3',
    CAST('09:00:00.000000' AS :time), '', position
FROM units WHERE id IN ('county', 't10007');

INSERT INTO cycles (organisation_id, id, name, start, "end", position)
VALUES ('bench', 'half', 'Half', '2026-07-01', '2026-12-31', 1);

INSERT INTO objectives (organisation_id, id, unit, cycle, title, note, position, place)
SELECT 'bench', 'o-top', 'county', 'half', 'Care in time', '', 1, 0
UNION ALL
SELECT 'bench', 'o' || (10000 + i), 't' || (10000 + i), 'half', 'Shorter queues of team ' || i, '',
    1, i
FROM numbers WHERE i <= :teams;

-- The first key result of each team hangs on one of the county's own five.
INSERT INTO key_results (organisation_id, id, objective, title, measure, start, target, scale,
    supports, note, position, place)
SELECT 'bench', 'k-top-' || i, 'o-top', 'The county''s result ' || i, 'change', 0, 100, '%', NULL,
    '', i, i
FROM numbers WHERE i <= 5;

INSERT INTO key_results (organisation_id, id, objective, title, measure, start, target, scale,
    supports, note, position, place)
SELECT 'bench', 'k' || (10000 + team.i) || '-' || nth.i, 'o' || (10000 + team.i),
    'Result ' || nth.i || ' of team ' || team.i, 'change', 0, 100, '%',
    CASE WHEN nth.i = 1 THEN 'k-top-' || (1 + team.i % 5) END, '', nth.i, 10 * team.i + nth.i
FROM numbers AS team CROSS JOIN numbers AS nth
WHERE team.i <= :teams AND nth.i <= 5
ORDER BY team.i, nth.i;

-- Every confidence occurs, and rises by one from week to week until it begins again.
INSERT INTO weeks (organisation_id, key_result, week, value, median, low, high, answers, progress)
SELECT 'bench', id, week, (place % 100) * number / 26.0, confidence, confidence, confidence, 1,
    (place % 100) * number / 2600.0
FROM (
    SELECT id, place, week, number, 1 + (place * 7 + place / 10 * 3 + number) % 10 AS confidence
    FROM key_results CROSS JOIN asked_weeks
) AS said
ORDER BY id, week;

INSERT INTO obligations (organisation_id, key_result, week, unit, answered_at)
SELECT 'bench', key_results.id, week, unit,
    CASE WHEN (key_results.place + number) % 9 > 0
        THEN CAST('2026-12-14 09:00:00.000000' AS :instant) END
FROM key_results
JOIN objectives ON objectives.organisation_id = 'bench' AND objectives.id = key_results.objective
CROSS JOIN asked_weeks
WHERE key_results.organisation_id = 'bench'
ORDER BY key_results.id, week;

-- Some teams have been silent for weeks; some name an obstacle; a few ask the county for help.
INSERT INTO standings (organisation_id, key_result, week, value, progress, confidence, low, high,
    answers, unanswered, asked, contradictions, blocker, help_from)
SELECT 'bench', key_result, week, value, progress, median, weeks.low, weeks.high, answers,
    CASE WHEN place % 50 = 14 THEN 3 ELSE 0 END, week, '',
    CASE WHEN place % 20 = 5 THEN 'Two are on leave' ELSE '' END,
    CASE WHEN place % 5000 = 5 THEN 'county' ELSE '' END
FROM weeks
JOIN key_results ON key_results.organisation_id = 'bench' AND key_results.id = weeks.key_result
WHERE weeks.organisation_id = 'bench' AND weeks.week = '2026-W51';
