-- A new team starts with one channel, which everybody who signs up joins.
INSERT INTO "channels" ("kind", "name", "topic", "is_default") VALUES ('public', 'general', 'For everyone', true);
