// What people decided about gaps, and what rankers learnt: (:GapDecision)-[:DECIDED_IN]->(:Region), (:LearntWeights).
// `gap` spells kind, region and subject of the gap.

CREATE CONSTRAINT gap_decision_gap IF NOT EXISTS FOR (d:GapDecision) REQUIRE d.gap IS UNIQUE;
CREATE CONSTRAINT learnt_weights_ranker IF NOT EXISTS FOR (w:LearntWeights) REQUIRE w.ranker IS UNIQUE;
