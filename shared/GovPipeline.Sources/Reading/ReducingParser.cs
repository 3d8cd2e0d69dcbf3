using GovPipeline.Sources.Definitions;
using System.Globalization;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Writes the columns of a row that the pipeline reads and nothing else: names, phones, addresses and texts stay in the
/// building, and what stands in a column where it does not belong is masked. Who filed a dossier becomes its keyed hash, or is left out when there is no key.
/// </summary>
internal sealed class ReducingParser : RowParser
{
    // A semicolon too: a spreadsheet of Viet Nam splits cells there.
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",;\t\"\r\n");
    private static readonly System.Buffers.SearchValues<char> LettersOfNumbers = System.Buffers.SearchValues.Create("0123456789.,");

    private readonly ExportContext _context;
    private readonly TextWriter _output;
    private readonly Wordings<bool> _secrecy;
    private readonly int _secret;
    private readonly int _person;
    private readonly int _key;
    private readonly IReadOnlyList<(string Name, int Ordinal)> _kept;
    private readonly int[] _codes, _units;

    /// <param name="context">Source and identity key.</param>
    /// <param name="columns">Which column is which.</param>
    /// <param name="names">The columns that are written, in order, by canonical name and heading.</param>
    /// <param name="keyColumn">The column of which a row of data has something.</param>
    /// <param name="output">Receives CSV, header left out.</param>
    public ReducingParser(ExportContext context, ColumnMap columns, IReadOnlyList<(string Name, string Heading)> names, string keyColumn, TextWriter output)
        : base(context, columns)
    {
        (_context, _output) = (context, output);
        _secrecy = Secrecy.Wordings(context);
        _secret = columns[DossierColumns.Secrecy];
        _person = columns[DossierColumns.SubmitterRef];
        _key = columns[keyColumn];
        _codes = [columns[DossierColumns.DossierCode], columns[DossierColumns.ProcedureCode], columns[MeasureColumns.KeyColumn]];
        _units = [columns[DossierColumns.ReceivingUnit], columns[DossierColumns.CompetentUnit], columns[MeasureColumns.UnitColumn]];
        _kept = [.. names.Select(n => (n.Heading, columns[n.Name]))];
    }

    public override string Key => string.Empty;

    public override IReadOnlyList<int> KeyColumns => [_key];

    /// <summary>A cell of CSV, behind an apostrophe where a spreadsheet would take it for a formula.</summary>
    public static string Quoted(ReadOnlySpan<char> cell) => Field(IsFormula(cell) ? $"'{cell}" : cell);

    // A number may begin with a minus; anything else behind these is worked out by whoever opens the file.
    private static bool IsFormula(ReadOnlySpan<char> cell) => cell.Length > 0 && (cell[0] is '=' or '@' or '\t' or '\r'
        || (cell[0] is '+' or '-' && cell.Length > 1 && cell[1..].ContainsAnyExcept(LettersOfNumbers)));

    private static string Field(ReadOnlySpan<char> cell) =>
        cell.ContainsAny(Special) ? $"\"{cell.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell.ToString();

    protected override CellKind KindOf(int ordinal) => ordinal >= 0 && _codes.Contains(ordinal) ? CellKind.Code
        : ordinal >= 0 && _units.Contains(ordinal) ? CellKind.Unit : CellKind.Plain;

    protected override RowOutcome Parse(int rowNumber)
    {
        RefuseSecret(_secret, _secrecy, _context, rowNumber);
        for (var i = 0; i < _kept.Count; i++)
        {
            _output.Write(i == 0 ? string.Empty : ",");
            _output.Write(Quoted(Value(_kept[i].Ordinal)));
        }

        _output.Write('\n');
        return RowOutcome.Accepted;
    }

    private ReadOnlySpan<char> Value(int ordinal)
    {
        var text = Cell(ordinal);
        return text.IsEmpty ? text
            : ordinal != _person || ordinal < 0 ? Shown(ordinal, text)
            : _context.Identities is { } hasher ? hasher.Hash(text).ToString("x32", CultureInfo.InvariantCulture) : default;
    }
}
