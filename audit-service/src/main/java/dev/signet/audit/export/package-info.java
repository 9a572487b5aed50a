/** The log as a file, to be checked elsewhere. */
@NullMarked
package dev.signet.audit.export;

import org.jspecify.annotations.NullMarked;
