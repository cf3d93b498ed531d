"""The mixture of training: amounts, groups, weights, the plan, and the choice of documents."""
