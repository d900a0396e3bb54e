/// What the server sends to others by itself.
@NullMarked
package org.liandong.app.server.push;

import org.jspecify.annotations.NullMarked;
