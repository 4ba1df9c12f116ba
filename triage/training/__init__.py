"""The practice room: cases made from the rules, answered by a learner, judged by the engine."""
