/** What the data of a type of event must look like. */
@NullMarked
package dev.signet.audit.schema;

import org.jspecify.annotations.NullMarked;
