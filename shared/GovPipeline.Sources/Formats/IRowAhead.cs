namespace GovPipeline.Sources.Formats;

/// <summary>Works out of each row, on the thread that reads ahead, what its validation will ask for: some numbers, kept beside its cells.</summary>
internal interface IRowAhead
{
    /// <summary>How many numbers of a row.</summary>
    int Numbers { get; }

    /// <summary>Works them out. Knows of no other row, and refuses none.</summary>
    void WorkOut(RowCells row, Span<int> numbers);
}

/// <summary>The cells of a row without the blanks around them.</summary>
/// <param name="text">The text that they are in.</param>
/// <param name="places">Where.</param>
internal readonly ref struct RowCells(ReadOnlySpan<char> text, ReadOnlySpan<CellPlace> places)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly ReadOnlySpan<CellPlace> _places = places;

    /// <summary>A cell; empty when the row has no such.</summary>
    public ReadOnlySpan<char> this[int ordinal] =>
        (uint)ordinal < (uint)_places.Length && _places[ordinal] is var place ? _text[place.Start..place.End] : default;
}
