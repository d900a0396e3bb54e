/// Pages that a service brings itself: a pure function from arguments and what may be read to a sheet, which is data. Whoever shows
/// it, as a page or as JSON, knows no service; the words stand in the bundles of the service.
@NullMarked
package org.liandong.kernel.page;

import org.jspecify.annotations.NullMarked;
