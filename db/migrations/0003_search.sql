CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
-- The letters, and pairs of letters, of scripts that write no spaces between words: a trigram needs three.
CREATE FUNCTION chat_grams(content text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN content ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]' THEN ARRAY(
    SELECT DISTINCT gram FROM generate_series(1, length(content)) AS at,
      LATERAL (VALUES (substr(content, at, 1)), (substr(content, at, 2))) AS grams (gram)
    WHERE gram ~ '^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+$')
  ELSE '{}' END
$$;--> statement-breakpoint
CREATE INDEX "internal_messages_created" ON "internal_messages" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "internal_messages_sender" ON "internal_messages" USING btree ("sender_id","created_at");--> statement-breakpoint
CREATE INDEX "internal_messages_trigrams" ON "internal_messages" USING gin ("content" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "internal_messages_grams" ON "internal_messages" USING gin (chat_grams("content"));