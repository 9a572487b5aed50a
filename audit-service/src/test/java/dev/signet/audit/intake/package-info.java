@NullMarked
package dev.signet.audit.intake;

import org.jspecify.annotations.NullMarked;
