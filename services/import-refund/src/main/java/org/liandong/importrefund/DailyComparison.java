package org.liandong.importrefund;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.BookComparison.Asked;
import org.liandong.importrefund.BookComparison.Booked;
import org.liandong.importrefund.BookComparison.Result;
import org.liandong.kernel.Rules;

/// The daily comparison of many books at once: the rule of [BookComparison] over streams instead of cases.
///
/// Whoever has more than fits into memory divides books and requests by [#part(String, int)] and compares part by part: a book
/// and all requests for it are always in one.
public final class DailyComparison {

    private static final Comparator<Request> IN_ORDER =
            Comparator.<Request>comparingInt(r -> r.asked().requestedOn())
                    .thenComparing(Request::requestNo);

    private final BookComparison comparison;

    /// @param rules the tables of the service
    public DailyComparison(Rules rules) {
        this.comparison = BookComparison.under(rules);
    }

    /// A booking of customs.
    public record Booking(String bookNo, Booked booked) {}

    /// A request for deduction.
    public record Request(String requestNo, String bookNo, Asked asked) {}

    /// Takes the result of each request.
    @FunctionalInterface
    public interface Results {
        void result(Request request, Result result);
    }

    /// The part of a number among so many.
    public static int part(String bookNo, int parts) {
        return Math.floorMod(BookNumber.same(bookNo).hashCode() * 0x9E3779B1, parts);
    }

    /// Compares one part.
    ///
    /// @param bookings in any order, at most one of a book
    /// @param requests in any order
    /// @param day      of the comparison, counted from 1970-01-01
    public void compare(
            Iterable<Booking> bookings, Iterable<Request> requests, int day, Results results) {
        Map<String, Object> asked = new HashMap<>();
        for (Request request : requests) {
            add(asked, BookNumber.same(request.bookNo()), request);
        }
        for (Booking booking : bookings) {
            Object known = asked.remove(BookNumber.same(booking.bookNo()));
            if (known != null) {
                judge(booking.booked(), known, day, results);
            }
        }
        for (Object unknown : asked.values()) {
            judge(null, unknown, day, results);
        }
    }

    // One request a book is usual: a list of its own for each would be most of the memory.
    private static void add(Map<String, Object> asked, String bookNo, Request request) {
        Object known = asked.putIfAbsent(bookNo, request);
        if (known instanceof Many many) {
            many.requests().add(request);
        } else if (known instanceof Request first) {
            asked.put(bookNo, new Many(new ArrayList<>(List.of(first, request))));
        }
    }

    private record Many(List<Request> requests) {}

    private void judge(@Nullable Booked booked, Object asked, int day, Results results) {
        if (asked instanceof Request one) {
            Result[] result = new Result[1];
            comparison.judge(one.bookNo(), booked, List.of(one.asked()), day, result);
            results.result(one, result[0]);
        } else if (asked instanceof Many many) {
            List<Request> requests = many.requests();
            requests.sort(IN_ORDER);
            Result[] judged = new Result[requests.size()];
            comparison.judge(
                    requests.getFirst().bookNo(),
                    booked,
                    requests.stream().map(Request::asked).toList(),
                    day,
                    judged);
            for (int i = 0; i < judged.length; i++) {
                results.result(requests.get(i), judged[i]);
            }
        }
    }
}
