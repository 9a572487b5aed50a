/** The two roles of the schema: who owns it, and who may only append to it; its partitions. */
@NullMarked
package dev.signet.audit.database;

import org.jspecify.annotations.NullMarked;
