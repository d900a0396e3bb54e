/// Commands as a person calls them, and the rules of the architecture.
@NullMarked
package org.liandong.app;

import org.jspecify.annotations.NullMarked;
