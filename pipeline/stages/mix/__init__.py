"""How much of what is trained on when: amounts, groups, weights, the plan, and the choice of documents."""
