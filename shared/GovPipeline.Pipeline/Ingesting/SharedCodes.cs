using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace GovPipeline.Pipeline.Ingesting;

/// <summary>
/// Counts rows of a file with the code of another of its rows that was received elsewhere, on another day or by another channel: what a
/// spreadsheet leaves of long codes is one code for many dossiers, and the last of them would stand for all.
/// </summary>
public sealed class SharedCodes
{
    // Codes that are remembered, some 8 MB; a night has thousands.
    private const int MostCodes = 1 << 18, Fewest = 10;
    private const double Few = 0.02;
    private readonly Dictionary<ulong, (int Subject, int Row)> _codes = [];
    private long _rows;

    /// <summary>How many rows.</summary>
    public long Count { get; private set; }

    /// <summary>Two of them that have one code.</summary>
    public (int First, int Second) Example { get; private set; }

    /// <summary>Whether there are so many that the codes themselves are in doubt.</summary>
    public bool AreMany => Count >= Fewest && Count > _rows * Few;

    internal void Add(ReadOnlySpan<byte> row)
    {
        _rows++;
        if (_codes.Count == MostCodes)
        {
            return;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, XxHash3.HashToUInt64(PackedDossier.CodeOf(row)), out var isThere);
        var (subject, at) = (PackedDossier.SubjectOf(row), PackedDossier.RowOf(row));
        if (!isThere)
        {
            known = (subject, at);
        }
        else if (known.Subject != subject)
        {
            Count++;
            Example = Example == default ? (known.Row, at) : Example;
        }
    }
}
