WITH taken AS (
    SELECT dim_event.event_key, dim_actor.actor_key, event_actors.part
    FROM event_actors
    JOIN bi.dim_event USING (event_id)
    JOIN bi.dim_actor USING (actor_id)
),

-- A sum over donors must not lose what has no donor.
expected AS (
    SELECT dim_event.event_key, wanted.part
    FROM bi.dim_event
    JOIN (
        VALUES
        ('aid_pledges', 'donor'),
        ('aid_pledges', 'recipient'),
        ('warnings', 'issuer'),
        ('warnings', 'target'),
        ('agreements', 'party')
    ) AS wanted (event_table, part) USING (event_table)
),

whole AS (
    SELECT * FROM taken
    UNION ALL
    SELECT expected.event_key, 0 AS actor_key, expected.part
    FROM expected
    ANTI JOIN taken USING (event_key, part)
)

SELECT
    event_key,
    actor_key,
    bi.code_key('part', part) AS part_key,
    part,
    1 / count(*) OVER (PARTITION BY event_key, part) AS weight
FROM whole
