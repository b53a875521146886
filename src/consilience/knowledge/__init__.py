"""What is known beforehand: actors, event types, triggers, cues, gazetteer."""
