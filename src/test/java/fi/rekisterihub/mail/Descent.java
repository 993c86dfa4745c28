package fi.rekisterihub.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Goes down a slope by the method of Liu and Nocedal (L-BFGS), in a fixed number of steps so that it always ends alike. */
final class Descent {

    private static final int REMEMBERED = 8;
    private static final int MOST_TRIES = 30;
    private static final double ENOUGH = 1e-4;

    /** What is descended: gives the height at a place and writes the slope there. */
    interface Slope {
        double of(double[] place, double[] slope);
    }

    private record Move(double[] step, double[] change, double product) {}

    private Descent() {}

    static double[] from(double[] start, Slope hill, int steps) {
        double[] place = start.clone();
        double[] slope = new double[place.length];
        double height = hill.of(place, slope);
        Deque<Move> moves = new ArrayDeque<>();
        for (int turn = 0; turn < steps; turn++) {
            double[] way = way(slope, moves);
            double steepness = product(way, slope);
            double length = moves.isEmpty() ? 1 / Math.sqrt(Math.max(1, product(slope, slope))) : 1;
            double[] next = new double[place.length];
            double[] nextSlope = new double[place.length];
            double nextHeight = Double.MAX_VALUE;
            int tries = 0;
            while (tries < MOST_TRIES && nextHeight > height + ENOUGH * length * steepness) {
                length = tries == 0 ? length : length / 2;
                move(place, way, length, next);
                nextHeight = hill.of(next, nextSlope);
                tries++;
            }
            if (nextHeight >= height) {
                return place;
            }
            remember(moves, difference(next, place), difference(nextSlope, slope));
            place = next;
            slope = nextSlope;
            height = nextHeight;
        }
        return place;
    }

    private static void remember(Deque<Move> moves, double[] step, double[] change) {
        double product = product(step, change);
        if (product > 0) {
            moves.addLast(new Move(step, change, product));
        }
        if (moves.size() > REMEMBERED) {
            moves.removeFirst();
        }
    }

    /** The way down, bent by what the last moves told of the curvature. */
    private static double[] way(double[] slope, Deque<Move> moves) {
        double[] way = new double[slope.length];
        move(way, slope, -1, way);
        double[] shares = new double[moves.size()];
        int at = moves.size();
        for (Iterator<Move> last = moves.descendingIterator(); last.hasNext(); ) {
            Move move = last.next();
            shares[--at] = product(move.step(), way) / move.product();
            move(way, move.change(), -shares[at], way);
        }
        if (!moves.isEmpty()) {
            Move last = moves.getLast();
            double scale = last.product() / product(last.change(), last.change());
            for (int part = 0; part < way.length; part++) {
                way[part] *= scale;
            }
        }
        for (Move move : moves) {
            double back = product(move.change(), way) / move.product();
            move(way, move.step(), shares[at++] - back, way);
        }
        return way;
    }

    private static void move(double[] from, double[] way, double length, double[] to) {
        for (int part = 0; part < from.length; part++) {
            to[part] = from[part] + length * way[part];
        }
    }

    private static double[] difference(double[] of, double[] from) {
        double[] difference = new double[of.length];
        move(of, from, -1, difference);
        return difference;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int part = 0; part < one.length; part++) {
            sum += one[part] * other[part];
        }
        return sum;
    }
}
