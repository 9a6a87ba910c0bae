-- The work list shows where a dispute stands from the dispute itself. Without a copy of that here, a step that moves
-- neither the holder nor the last day leaves the work list alone.

alter table work_item drop column state;
