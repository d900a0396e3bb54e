/// Tasks of officers: who has one in hand, and how it is answered.
@NullMarked
package org.liandong.app.server.tasks;

import org.jspecify.annotations.NullMarked;
