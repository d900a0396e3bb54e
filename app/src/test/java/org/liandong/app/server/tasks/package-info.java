@NullMarked
package org.liandong.app.server.tasks;

import org.jspecify.annotations.NullMarked;
