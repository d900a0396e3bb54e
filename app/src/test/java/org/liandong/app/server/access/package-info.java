@NullMarked
package org.liandong.app.server.access;

import org.jspecify.annotations.NullMarked;
