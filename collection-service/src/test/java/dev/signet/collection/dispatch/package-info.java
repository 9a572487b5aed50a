@NullMarked
package dev.signet.collection.dispatch;

import org.jspecify.annotations.NullMarked;
