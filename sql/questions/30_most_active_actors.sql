-- Who takes part in most events?
SELECT name, actor_type, country, meetings, aid_given, aid_received, warnings_issued, warnings_received, agreements
FROM actor_card WHERE meetings + aid_given + aid_received + warnings_issued + warnings_received + agreements > 0
ORDER BY meetings + aid_given + aid_received + warnings_issued + warnings_received + agreements DESC, name, actor_id LIMIT 20;
