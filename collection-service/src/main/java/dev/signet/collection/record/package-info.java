/** Records: how they are written under the planning lock, and looked at. */
@NullMarked
package dev.signet.collection.record;

import org.jspecify.annotations.NullMarked;
