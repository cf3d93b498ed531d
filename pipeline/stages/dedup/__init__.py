"""The stages that find copies, exact and near, and choose the document that survives."""
