@NullMarked
package dev.signet.audit.schema;

import org.jspecify.annotations.NullMarked;
