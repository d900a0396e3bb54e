/// Pledge finance on warehouse receipts: a bank lends on goods in a yard, watches their value against its lines, and gives the goods
/// back when the debt is paid. Goods are held in the ledger, so that nothing is pledged twice.
@NullMarked
package org.liandong.pledgefinance;

import org.jspecify.annotations.NullMarked;
