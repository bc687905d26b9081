"""Tables for people, JSON for programs, and where each aim stands."""
import json
import sys


class Report:
    """Tables of {row: {program: median}}, with ratios of the medians to the table's reference program; aims."""

    def __init__(self):
        self.tables = {}
        self.aims = []

    def table(self, title, rows, reference=None):
        self.tables[title] = rows
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        print(f"\n{title}")
        print(" " * 40 + "".join(f"{column:>24}" for column in columns))
        for label, row in rows.items():
            print(f"{label:<40}" + "".join(f"{cell(row, column, reference):>24}" for column in columns))
        sys.stdout.flush()

    def aim(self, what, value, limit):
        """Notes a figure that shall be at most `limit`; None: it was not measured."""
        if value is not None:
            self.aims.append({"aim": what, "measured": round(value, 3), "at most": limit, "holds": value <= limit})

    def ratio_aim(self, what, comparison, figure, program, reference, limit):
        self.aim(f"{what}, {program} / {reference}", comparison.ratio(figure, program, reference), limit)

    def finish(self, path):
        if self.aims:
            print("\naims" + " " * 62 + f"{'measured':>12}{'at most':>12}")
            for aim in self.aims:
                verdict = "" if aim["holds"] else "   FALLS SHORT"
                print(f"{aim['aim']:<66}{aim['measured']:>12}{aim['at most']:>12}{verdict}")
        with open(path, "w") as file:
            json.dump({"tables": self.tables, "aims": self.aims}, file, indent=2)
        print(f"\n{path}")


def cell(row, column, reference):
    value = row.get(column)
    if value is None:
        return "-"
    text = f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"
    if reference and column != reference and row.get(reference):
        text += f" ({value / row[reference]:.2f})"
    return text
