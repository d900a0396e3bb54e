/// What measurements need to see of the engine.
@NullMarked
package org.liandong.engine;

import org.jspecify.annotations.NullMarked;
