-- As with compiling: starting workers takes longer than what they would do. A search of 70 ms took 250 with two of them.
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET max_parallel_workers_per_gather = 0', current_database());
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'parallel queries stay as they are: only the owner of the database may set it';
END $$;
