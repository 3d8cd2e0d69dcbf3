using GovPipeline.Domain.Text;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace GovPipeline.Domain.Dossiers;

/// <summary>
/// The code of a dossier (<i>mã hồ sơ</i>; TT 01/2018/TT-VPCP Điều 19): <c>000.00.13.H53-220615-0042</c>. Held in place,
/// without an allocation, as at most 48 bytes of UTF-8; upper case, no blanks.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DossierCode : IEquatable<DossierCode>, IComparable<DossierCode>
{
    /// <summary>The longest code, in bytes of UTF-8.</summary>
    public const int MaxBytes = 48;

    private readonly ulong _a, _b, _c, _d, _e, _f;

    private DossierCode(ReadOnlySpan<byte> padded)
    {
        _a = BinaryPrimitives.ReadUInt64BigEndian(padded);
        _b = BinaryPrimitives.ReadUInt64BigEndian(padded[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(padded[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(padded[24..]);
        _e = BinaryPrimitives.ReadUInt64BigEndian(padded[32..]);
        _f = BinaryPrimitives.ReadUInt64BigEndian(padded[40..]);
    }

    /// <summary>Whether there is no code.</summary>
    public bool IsEmpty => _a == 0;

    /// <summary>The code of an export's text, without surrounding blanks, in upper case.</summary>
    /// <param name="text">The text of the cell.</param>
    /// <param name="code">The code.</param>
    /// <returns>False when it is empty, longer than <see cref="MaxBytes"/>, or has blanks or control characters in it.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DossierCode code)
    {
        text = text.Trim();
        code = default;
        Span<byte> bytes = stackalloc byte[MaxBytes];
        bytes.Clear();
        if (text.IsEmpty || text.Length > MaxBytes)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= 128)
            {
                return TryParseUnicode(text, out code);
            }

            if (c <= ' ' || c == 127)
            {
                return false;
            }

            bytes[i] = (byte)(c is >= 'a' and <= 'z' ? c - 32 : c);
        }

        code = new(bytes);
        return true;
    }

    /// <summary>The code of a text that is known to be one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DossierCode Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not a dossier code.");

    /// <summary>The code held in <see cref="CopyTo"/>'s bytes.</summary>
    public static DossierCode FromBytes(ReadOnlySpan<byte> padded) => new(padded);

    /// <summary>Writes <see cref="MaxBytes"/> bytes: the UTF-8 text padded with zeros.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
        BinaryPrimitives.WriteUInt64BigEndian(destination[32..], _e);
        BinaryPrimitives.WriteUInt64BigEndian(destination[40..], _f);
    }

    /// <inheritdoc/>
    public bool Equals(DossierCode other) =>
        ((_a ^ other._a) | (_b ^ other._b) | (_c ^ other._c) | (_d ^ other._d) | (_e ^ other._e) | (_f ^ other._f)) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DossierCode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d, _e, _f);

    /// <summary>A hash that is the same on every machine and in every run, for choosing a partition.</summary>
    public ulong StableHash()
    {
        var hash = 14695981039346656037UL;
        foreach (var part in (ReadOnlySpan<ulong>)[_a, _b, _c, _d, _e, _f])
        {
            hash = (hash ^ part) * 1099511628211UL;
            hash ^= hash >> 29;
        }

        return hash;
    }

    /// <summary>How many bytes it has.</summary>
    public int Length
    {
        get
        {
            var (last, before) = _f != 0 ? (_f, 40) : _e != 0 ? (_e, 32) : _d != 0 ? (_d, 24) : _c != 0 ? (_c, 16) : _b != 0 ? (_b, 8) : (_a, 0);
            return last == 0 ? 0 : before + 8 - (BitOperations.TrailingZeroCount(last) / 8);
        }
    }

    /// <summary>With how many bytes both begin alike.</summary>
    public int BytesAlike(in DossierCode other)
    {
        var (differs, before) = _a != other._a ? (_a ^ other._a, 0) : _b != other._b ? (_b ^ other._b, 8) : _c != other._c ? (_c ^ other._c, 16)
            : _d != other._d ? (_d ^ other._d, 24) : _e != other._e ? (_e ^ other._e, 32) : (_f ^ other._f, 40);
        return before + (BitOperations.LeadingZeroCount(differs) / 8);
    }

    /// <summary>
    /// Sixteen bytes of it as a number: of codes that are alike before them and have nothing behind them, the numbers are in the order of the codes.
    /// The upper half is the first eight.
    /// </summary>
    /// <param name="at">How many bytes stand before them.</param>
    public UInt128 Sixteen(int at)
    {
        var (high, low, next) = (at / 8) switch
        {
            0 => (_a, _b, _c),
            1 => (_b, _c, _d),
            2 => (_c, _d, _e),
            3 => (_d, _e, _f),
            4 => (_e, _f, 0UL),
            5 => (_f, 0UL, 0UL),
            _ => (0UL, 0UL, 0UL),
        };
        var bits = at % 8 * 8;
        return bits == 0 ? new(high, low) : new((high << bits) | (low >> (64 - bits)), (low << bits) | (next >> (64 - bits)));
    }

    /// <inheritdoc/>
    public int CompareTo(DossierCode other)
    {
        if (_a != other._a)
        {
            return _a.CompareTo(other._a);
        }

        if (_b != other._b)
        {
            return _b.CompareTo(other._b);
        }

        if (_c != other._c)
        {
            return _c.CompareTo(other._c);
        }

        if (_d != other._d)
        {
            return _d.CompareTo(other._d);
        }

        return _e != other._e ? _e.CompareTo(other._e) : _f.CompareTo(other._f);
    }

    /// <summary>The text of the code.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.TrimEnd((byte)0));
    }

    /// <summary>Whether both are the same code.</summary>
    public static bool operator ==(DossierCode left, DossierCode right) => left.Equals(right);

    /// <summary>Whether they are different codes.</summary>
    public static bool operator !=(DossierCode left, DossierCode right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(DossierCode left, DossierCode right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(DossierCode left, DossierCode right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(DossierCode left, DossierCode right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(DossierCode left, DossierCode right) => left.CompareTo(right) >= 0;

    private static bool TryParseUnicode(ReadOnlySpan<char> text, out DossierCode code)
    {
        code = default;
        var normal = UnicodeText.Normal(text, NormalizationForm.FormC).ToUpperInvariant();
        Span<byte> bytes = stackalloc byte[MaxBytes];
        bytes.Clear();
        if (normal.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\uFFFD')
            || !Encoding.UTF8.TryGetBytes(normal, bytes, out _))
        {
            return false;
        }

        code = new(bytes);
        return true;
    }
}
