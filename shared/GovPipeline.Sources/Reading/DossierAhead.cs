using System.Runtime.InteropServices;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Time;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Works out of a row of dossiers, on the thread that reads ahead, its code and its moments as far as they are written as nearly all are. Of any
/// other cell it says nothing: the row's validation reads it, and refuses or repairs it.
/// </summary>
/// <param name="organisations">Identifiers that stand for each other.</param>
/// <param name="code">Column of the code.</param>
/// <param name="moments">Columns of moments.</param>
internal sealed class DossierAhead(OrganisationCodes organisations, int code, IReadOnlyList<int> moments) : IRowAhead
{
    private const int Code = 0, CodeNumbers = DossierCode.MaxBytes / sizeof(int), DayOfCode = Code + CodeNumbers, Orders = DayOfCode + 1, Moments = Orders + 1,
        OrderBits = 2, OrderMask = (1 << OrderBits) - 1;

    private readonly int[] _moments = [.. moments];

    /// <summary>What stands for a moment that is to be read.</summary>
    public const int Unread = int.MinValue;

    public int Numbers => Moments + _moments.Length;

    /// <summary>Place of a column of moments among them, or -1.</summary>
    public int PlaceOf(int column) => Array.IndexOf(_moments, column);

    public void WorkOut(RowCells row, Span<int> numbers)
    {
        numbers[..Moments].Clear();
        var text = row[code];
        if (CodeText.TryParseUsual(text, out var usual))
        {
            organisations.National(usual).CopyTo(MemoryMarshal.AsBytes(numbers.Slice(Code, CodeNumbers)));
        }

        numbers[DayOfCode] = DateOrder.DayOfCode(text);
        for (var i = 0; i < _moments.Length; i++)
        {
            var cell = row[_moments[i]];
            if (cell.IsEmpty)
            {
                numbers[Moments + i] = LocalTimestamp.None.Raw;
            }
            else if (DateText.TryParseUsual(cell, out var moment))
            {
                numbers[Moments + i] = moment.Raw;
                numbers[Orders] |= (int)DateOrder.OfUsual(cell) << (i * OrderBits);
            }
            else
            {
                numbers[Moments + i] = Unread;
            }
        }
    }

    /// <summary>The code; an empty one is to be read.</summary>
    public static DossierCode CodeOf(ReadOnlySpan<int> numbers) => numbers.IsEmpty || numbers[Code] == 0 ? default
        : DossierCode.FromBytes(MemoryMarshal.AsBytes(numbers.Slice(Code, CodeNumbers)));

    /// <summary>Whether there is a code that need not be read.</summary>
    public static bool HasCode(ReadOnlySpan<int> numbers) => !numbers.IsEmpty && numbers[Code] != 0;

    /// <summary>The day in the code; a negative number for none.</summary>
    public static int DayOf(ReadOnlySpan<int> numbers) => numbers[DayOfCode];

    /// <summary>A moment as <see cref="LocalTimestamp.Raw"/>, and what its cell tells of the order of day and month.</summary>
    public static (int Raw, UsualOrder Order) MomentOf(ReadOnlySpan<int> numbers, int place) =>
        (numbers[Moments + place], (UsualOrder)((numbers[Orders] >> (place * OrderBits)) & OrderMask));
}
