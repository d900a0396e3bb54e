@NullMarked
package org.liandong.app.server.push;

import org.jspecify.annotations.NullMarked;
