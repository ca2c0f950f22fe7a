-- What is known of Lavrov, however the name is spelt?
SELECT name, country, roles_en, names, meetings, warnings_issued, quotations, first_seen, last_seen, wikidata_id FROM actor('lavrov');
