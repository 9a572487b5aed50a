@NullMarked
package dev.signet.audit;

import org.jspecify.annotations.NullMarked;
