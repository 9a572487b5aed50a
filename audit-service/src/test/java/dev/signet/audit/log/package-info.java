@NullMarked
package dev.signet.audit.log;

import org.jspecify.annotations.NullMarked;
