"""What errors, warnings and steps say of weights by pairwise comparison, and of profiles laid side by side."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "ahp_across_groups": tr(
            "Line {line} of the comparisons compares criteria of different groups, while line {other_line} compares groups or names one. Compare either all criteria with one another, or the groups and then the criteria of each."
        ),
        "ahp_diagonal": tr("Cell {cell} compares {name} with itself and holds {value}. Write 1 there, or nothing."),
        "ahp_disconnected": tr(
            "{matrix} (line {line}): nothing compares {one} with {other}, not even by way of others, so no weight can be given. Compare at least one with one, for example {first} with {second}."
        ),
        "ahp_empty": tr(
            "The matrix holds no comparison. Write the names above and at the left and the values between, or one comparison a line: first, second, value."
        ),
        "ahp_incomplete_line": tr(
            "Line {line} of the comparisons does not name both the first and the second. Complete it, or take it out."
        ),
        "ahp_inconsistent": tr(
            "{matrix}: the comparisons contradict one another, with a consistency ratio of {ratio}, above {limit}. The one that spoils it most is {first} against {second}, which is {value}: the others suggest {suited} ({exactly}); without it the ratio is {left}. Look at it again, or force the weights (FORCE). Other matrices above the limit: {others}."
        ),
        "ahp_itself": tr("Cell {cell} compares {value} with itself. Take that line out."),
        "ahp_label_twice": tr(
            "Cell {cell} names {value}, which cell {other_cell} names already. Keep one row and one column for each."
        ),
        "ahp_label_unknown": tr(
            "Cell {cell} (line {line}, column {column}) names {value}, which is neither a group nor a criterion there. Write a key or a label of the profile; what may be meant: {choices}."
        ),
        "ahp_labels_mixed": tr(
            "Groups and criteria stand in one matrix: {group} is a group, {criterion} (cell {cell}) is a criterion. Make one matrix of the groups, and one of the criteria of each group, with an empty line between."
        ),
        "ahp_level_mixed": tr(
            "The matrix at line {line} compares criteria of different groups with one another, the one at line {other_line} does not. Keep either the one, or the groups and the criteria of each group."
        ),
        "ahp_matrix_twice": tr(
            "{matrix}: there are two matrices, at lines {other_line} and {line}. Keep one, and leave no empty line inside a matrix."
        ),
        "ahp_no_weight": tr(
            "{matrix}: {items} have no weight in the profile, so there is nothing to share out among them or what is in them. Start from a profile that gives them some, or add a matrix for the criteria of the group."
        ),
        "ahp_not_reciprocal": tr(
            "{first} against {second} is {value} (cell {cell}), but {other_first} against {other_second} is {other_value} (cell {other_cell}). One has to be the inverse of the other, as 3 and 1/3: correct one of them, or empty it."
        ),
        "ahp_not_square": tr(
            "The matrix at line {line} is not square: it has {rows} rows and {columns} columns, and not both a row and a column for {missing} (cell {cell}). Add what is missing; its cells may stay empty."
        ),
        "ahp_outside": tr(
            "Cell {cell} (line {line}, column {column}) holds {value}, but has no name above it or at its left. Name its row and column, or empty it."
        ),
        "ahp_triples": tr(
            "The matrix is given as {count} cells one after the other, which are not threes of first, second and value. Give threes, or rows, or a file."
        ),
        "ahp_value_date": tr(
            "Cell {cell} (line {line}, column {column}) holds the date {value}: the spreadsheet has probably taken a fraction such as 1/3 for a day. Set these cells to text, or write =1/3 or 0.333, and save anew."
        ),
        "ahp_value_not_positive": tr(
            "Cell {cell} (line {line}, column {column}) holds {value}. A comparison is above zero: 1 where both matter alike, 3 where the first matters three times as much, 1/3 the other way round."
        ),
        "ahp_value_too_far": tr(
            "Cell {cell} (line {line}, column {column}) holds {value}: nothing matters more than {most} times as much, or less than one {most}th. Correct it; the scale runs from 1/9 to 9."
        ),
        "ahp_value_unreadable": tr(
            "Cell {cell} (line {line}, column {column}) holds {value}, which is no number. Write 3, 1/3 or 0.33, or leave it empty where nobody has compared."
        ),
        "ahp_without_names": tr(
            "The matrix has numbers in its first line and names neither rows nor columns. Write the criteria or groups above and at the left."
        ),
        "ahp_workbook": tr(
            "{file} is a workbook, not a text. Save its sheet as CSV (File > Save As), and give that file."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "ahp_beyond_scale": tr(
            "{count} values lie beyond {limit} times, where Saaty's scale ends, in the cells {cells}; they are used as they are."
        ),
        "ahp_inconsistent": tr(
            "{matrix}: the weights are forced although the consistency ratio is {ratio}, above {limit}. The comparison that spoils it most is {first} against {second}, which is {value}: the others suggest {suited} ({exactly})."
        ),
        "ahp_not_compared": tr(
            "{matrix}: not compared, so they keep the weight that they have in the profile: {items}. Those compared share out the other {held} %."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {
        "ahp_read": tr("Reading the comparisons"),
        "ahp_matrix": tr(
            "{matrix}: {count} compared, largest eigenvalue {eigenvalue}, consistency index {index}, ratio {ratio}"
        ),
        "ahp_write": tr("Writing the profile"),
        "compare_profile": tr("Scoring under {profile}"),
        "compare_profiles_write": tr("Writing the sites and the profiles"),
    }
