using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Time;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Turns who filed a dossier into a keyed hash: HMAC-SHA-256, cut to 128 bits. Without the key a hash of a 12-digit number
/// is undone by trying all; so the key stays on the premises. Each half-year has a key of its own, made of the one that is set: who
/// filed in one cannot be followed into another (domain facts 6.2), and setting another key cuts what comes off from all that was.
/// </summary>
/// <param name="key">At least 16 bytes.</param>
public sealed class IdentityHasher(byte[] key)
{
    private const int Longest = 128;

    private readonly ConcurrentDictionary<string, IdentityHasher> _ofPeriods = new(StringComparer.Ordinal);
    private readonly byte[] _key = key.Length >= 16 ? key : throw new ArgumentException("The key must have at least 16 bytes.", nameof(key));

    /// <summary>The hash under the key of the half-year that a dossier was received in.</summary>
    public UInt128 Hash(ReadOnlySpan<char> identity, LocalTimestamp received)
    {
        var period = received.HasValue ? Period.Containing(ReportingCalendar.Nd09, PeriodKind.HalfYear, DateOnly.FromDayNumber(received.DayNumber))?.Id : null;
        return _ofPeriods.GetOrAdd(period ?? string.Empty, id => new(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(id)))).Hash(identity);
    }

    /// <summary>The hash under the key itself; 0 for an empty text. Blanks, dots and hyphens in a number make no difference.</summary>
    public UInt128 Hash(ReadOnlySpan<char> identity)
    {
        Span<byte> bytes = stackalloc byte[Longest * 3];
        Span<char> kept = stackalloc char[Longest];
        var count = 0;
        foreach (var c in identity)
        {
            if (count < Longest && c is not (' ' or '.' or '-' or '\u00A0' or '\''))
            {
                kept[count++] = char.ToUpperInvariant(c);
            }
        }

        if (count == 0)
        {
            return UInt128.Zero;
        }

        var length = Encoding.UTF8.GetBytes(kept[..count], bytes);
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(_key, bytes[..length], hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
