-- What happens between France and Ukraine?
SELECT day, table_name, kind_en, status_en, who, to_whom, what FROM events_between('France', 'Ukraine');
