@NullMarked
package dev.signet.audit.tree;

import org.jspecify.annotations.NullMarked;
