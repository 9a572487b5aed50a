-- Since when nothing of the run is handed out. Only a run that is on can be held up.
ALTER TABLE run ADD COLUMN paused_at timestamptz, ADD CHECK (paused_at IS NULL OR state = 'RUNNING');
