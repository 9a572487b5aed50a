/** The Merkle tree over the log, its proofs, and the checkpoints that are published outside of the database. */
@NullMarked
package dev.signet.audit.tree;

import org.jspecify.annotations.NullMarked;
