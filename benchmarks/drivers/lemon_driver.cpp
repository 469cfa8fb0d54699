// Times LEMON's network simplex and its cost scaling on one instance, as told on standard input.
//
// Arguments: the folder of the instance, its form (dense or sparse), rows, columns, simplex or scaling.
// Lines: "solve" is answered with the milliseconds of one run, "answer" with "written" once the column of each row
// (-1: unmatched) is in answer.i32. The network is built before the first line is read, outside every timing.
//
// Each row supplies one unit, each column takes up to its capacity, and a bypass node takes what stays unmatched, at a
// cost above any assignment. Forbidden pairs have no arc. All costs are above zero, so no row sends more than its unit.

#include <chrono>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

using Cost = std::int64_t;
using Graph = lemon::StaticDigraph;
using Simplex = lemon::NetworkSimplex<Graph, int, Cost>;
using Scaling = lemon::CostScaling<Graph, int, Cost>;

template <typename Value>
std::vector<Value> readAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) throw std::runtime_error("Expected a file at " + path);
  std::vector<Value> values(file.tellg() / sizeof(Value));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(values.data()), values.size() * sizeof(Value));
  return values;
}

struct Network {
  Graph graph;
  std::vector<Cost> costs;
  std::vector<int> columnOfArc;
};

/** Arcs in the order of their rows, each row's bypass last. */
void build(Network& network, const std::string& folder, bool sparse, int rows, int columns) {
  const auto scores = readAll<double>(folder + "/scores.f64");
  std::vector<std::int32_t> start, column;
  if (sparse) {
    start = readAll<std::int32_t>(folder + "/start.i32");
    column = readAll<std::int32_t>(folder + "/column.i32");
  }
  Cost greatest = 0;
  for (double score : scores) {
    if (std::isfinite(score) && score > greatest) greatest = static_cast<Cost>(score);
  }
  const Cost unmatched = rows * (greatest + 1) + 1;
  const int bypass = rows + columns;
  std::vector<std::pair<int, int>> arcs;
  for (std::int64_t row = 0; row < rows; row++) {
    const std::int64_t from = sparse ? start[row] : row * columns;
    const std::int64_t to = sparse ? start[row + 1] : from + columns;
    for (std::int64_t at = from; at < to; at++) {
      if (!std::isfinite(scores[at])) continue;
      const int chosen = sparse ? column[at] : static_cast<int>(at - from);
      arcs.emplace_back(row, rows + chosen);
      network.costs.push_back(greatest - static_cast<Cost>(scores[at]) + 1);
      network.columnOfArc.push_back(chosen);
    }
    arcs.emplace_back(row, bypass);
    network.costs.push_back(unmatched);
    network.columnOfArc.push_back(-1);
  }
  network.graph.build(rows + columns + 1, arcs.begin(), arcs.end());
}

template <typename Solver, typename Run>
void converse(const Network& network, const std::string& folder, int rows, Run run) {
  const Graph& graph = network.graph;
  const auto capacities = readAll<std::int32_t>(folder + "/capacities.i32");
  Graph::ArcMap<Cost> costs(graph);
  for (int arc = 0; arc < graph.arcNum(); arc++) costs[graph.arc(arc)] = network.costs[arc];
  Graph::NodeMap<int> supplies(graph, 1);
  for (std::size_t column = 0; column < capacities.size(); column++) {
    supplies[graph.node(rows + static_cast<int>(column))] = -capacities[column];
  }
  supplies[graph.node(graph.nodeNum() - 1)] = -rows;
  Solver solver(graph);
  solver.costMap(costs).supplyMap(supplies);

  std::cout << "ready" << std::endl;
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line == "solve") {
      const auto begin = std::chrono::steady_clock::now();
      const auto status = run(solver);
      const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
      if (status != Solver::OPTIMAL) throw std::runtime_error("Expected LEMON to find an optimum.");
      std::cout << spent.count() << std::endl;
    } else {
      std::vector<std::int32_t> columnOfRow(rows, -1);
      for (int arc = 0; arc < graph.arcNum(); arc++) {
        if (solver.flow(graph.arc(arc)) > 0) columnOfRow[graph.id(graph.source(graph.arc(arc)))] = network.columnOfArc[arc];
      }
      std::ofstream file(folder + "/answer.i32", std::ios::binary);
      file.write(reinterpret_cast<const char*>(columnOfRow.data()), columnOfRow.size() * sizeof(std::int32_t));
      file.close();
      std::cout << "written" << std::endl;
    }
  }
}

int main(int, char** arguments) {
  const std::string folder = arguments[1];
  const int rows = std::stoi(arguments[3]);
  Network network;
  build(network, folder, std::string(arguments[2]) == "sparse", rows, std::stoi(arguments[4]));
  if (std::string(arguments[5]) == "simplex") {
    converse<Simplex>(network, folder, rows, [](Simplex& solver) { return solver.run(); });
  } else {
    converse<Scaling>(network, folder, rows, [](Scaling& solver) { return solver.run(); });
  }
}
