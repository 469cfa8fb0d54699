import fc from "fast-check";
import type { Location } from "telemachus";
import { describe, expect, test } from "vitest";

import { kilometres } from "../../src/score/kilometres.js";
import { runs } from "../support/instances.js";

const RADIUS = 6371.0088;

const at = (latitude: number, longitude: number): Location => ({ latitude, longitude });

const degrees = (most: number) =>
  fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((millionths) => millionths / 1e6);
const place = fc.record({
  latitude: fc.oneof(degrees(90), fc.constantFrom(90, 0, -90)),
  longitude: fc.oneof(degrees(180), fc.constantFrom(180, 0, -180)),
});

/** Independent of the haversine: the angle of two vectors from the earth's centre. */
function byVectors(from: Location, to: Location): number {
  const [a, b] = [from, to].map(({ latitude, longitude }) => {
    const [north, east] = [(latitude / 180) * Math.PI, (longitude / 180) * Math.PI];
    return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
  });
  const cross = Math.hypot(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);
  return RADIUS * Math.atan2(cross, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
}

describe("kilometres()", () => {
  test("kilometres(): a degree of the equator or of a meridian is radius · π / 180", () => {
    // 6371.0088 · π / 180 = 111.195080
    expect(kilometres(at(0, 0), at(0, 1))).toBe(111.195);
    expect(kilometres(at(52, -3), at(51, -3))).toBe(111.195);
  });

  test("kilometres(): a quarter of the way round, and half of it at the antipodes", () => {
    // 6371.0088 · π / 2 = 10007.557221; 6371.0088 · π = 20015.114442
    expect(kilometres(at(0, 10), at(0, 100))).toBe(10007.557);
    expect(kilometres(at(90, 0), at(0, 77))).toBe(10007.557);
    expect(kilometres(at(90, 0), at(-90, 0))).toBe(20015.114);
    expect(kilometres(at(53.8, -1.5), at(-53.8, 178.5))).toBe(20015.114);
    expect(kilometres(at(0, 0), at(0, 180))).toBe(20015.114);
  });

  test("kilometres(): crosses the date line, and a pole, the short way", () => {
    expect(kilometres(at(0, 179.5), at(0, -179.5))).toBe(111.195);
    // two degrees: 222.390160
    expect(kilometres(at(89, 0), at(89, 180))).toBe(222.39);
  });

  test("kilometres(): 0 at the same place, however it is written", () => {
    expect(kilometres(at(53.8008, -1.5491), at(53.8008, -1.5491))).toBe(0);
    expect(kilometres(at(12, 180), at(12, -180))).toBe(0);
    expect(kilometres(at(90, 20), at(90, -130))).toBe(0);
    expect(kilometres(at(-90, 20), at(-90, -130))).toBe(0);
  });

  test("kilometres(): Nashville to Los Angeles, a published example", () => {
    // 2887.2599506 km on a sphere of 6372.8 km: · 6371.0088 / 6372.8 = 2886.448430
    expect(kilometres(at(36.12, -86.67), at(33.94, -118.4))).toBe(2886.448);
  });

  test("kilometres(): keeps its digits next to the antipode, where sin² of half the angle is nearly 1", () => {
    const degree = (1000 * RADIUS * Math.PI) / 180;
    // the antipode is 20015114.442 m away: what is 0.942 m short of it lies at half a metre, 0.2 mm from the nearest of these
    for (const short of [0.941, 0.9415, 0.9418, 0.9422, 0.9425, 0.943, 0.9445, 0.94]) {
      const expected = short < 0.942 ? 20015.114 : 20015.113;
      for (const place of [at(short / degree, 180), at(-short / degree, 180), at(0, 180 - short / degree)]) {
        expect(kilometres(at(0, 0), place), `${short} m from ${JSON.stringify(place)}`).toBe(expected);
      }
    }
  });

  test("kilometres(): whole metres, so that what lies nearer together is the same place", () => {
    // a metre is 0.000009 degrees of latitude
    expect(kilometres(at(0, 0), at(0.000004, 0))).toBe(0);
    expect(kilometres(at(0, 0), at(0.000009, 0))).toBe(0.001);
  });

  test("kilometres(): is the angle between the two, the same both ways, in whole metres", () => {
    let far = 0;
    fc.assert(
      fc.property(place, place, (from, to) => {
        const distance = kilometres(from, to);
        expect(kilometres(to, from)).toBe(distance);
        expect(Math.abs(distance - byVectors(from, to))).toBeLessThan(0.00051);
        expect(Math.round(distance * 1000) / 1000).toBe(distance);
        expect(distance).toBeLessThanOrEqual(20015.114);
        if (distance > 1 && distance < 20000) far += 1;
      }),
      runs(1000),
    );
    expect(far).toBeGreaterThan(800);
  });

  test("kilometres(): the way to a place and on to the antipode is half the way round", () => {
    let between = 0;
    fc.assert(
      fc.property(place, place, (from, over) => {
        const { latitude, longitude } = from;
        const antipode = at(-latitude, longitude > 0 ? longitude - 180 : longitude + 180);
        const way = kilometres(from, over) + kilometres(over, antipode);
        expect(Math.abs(way - 20015.114442)).toBeLessThan(0.0015);
        if (kilometres(from, over) > 1 && kilometres(over, antipode) > 1) between += 1;
      }),
      runs(500),
    );
    expect(between).toBeGreaterThan(400);
  });

  test("kilometres(): is right to the metre along the equator and a meridian, next door and next to the antipode", () => {
    const seen = { near: 0, opposite: 0 };
    const angle = fc.integer({ min: 0, max: 2 ** 40 }).map((number) => (number * 0.009) / 2 ** 40);
    fc.assert(
      fc.property(angle, fc.boolean(), (small, isOpposite) => {
        const wide = isOpposite ? 180 - small : small;
        const metres = ((1000 * RADIUS * Math.PI) / 180) * wide;
        // at half a metre the last bit may decide
        if (Math.abs((metres % 1) - 0.5) < 1e-4) return;
        expect(kilometres(at(0, -20), at(0, wide - 20 > 180 ? wide - 380 : wide - 20))).toBe(Math.round(metres) / 1000);
        expect(kilometres(at(90, 0), at(90 - wide, 5))).toBe(Math.round(metres) / 1000);
        if (metres > 1 && metres < 1000) seen.near += 1;
        if (metres > 20_014_000 && metres < 20_015_114) seen.opposite += 1;
      }),
      runs(2000),
    );
    expect(seen.near).toBeGreaterThan(250);
    expect(seen.opposite).toBeGreaterThan(250);
  });
});
