using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace GovPipeline.Sources.Formats;

/// <summary>The tokens of a JSON file, read forward in memory that does not grow with it.</summary>
internal sealed class JsonScanner(SafeFileHandle file, long begin, ReadingBudget budget)
{
    private const int BufferSize = 64 * 1024;

    private byte[] _buffer = new byte[BufferSize];
    private int _at, _filled;
    private long _offset = begin;
    private bool _isFinal;
    private JsonReaderState _state = new(new() { MaxDepth = ReadingBudget.DeepestLevel, AllowMultipleValues = true });

    public JsonTokenType Token { get; private set; }

    /// <summary>Arrays and objects that the token is in.</summary>
    public int Depth { get; private set; }

    /// <summary>The name of a property, or the digits of a number.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>Where the token begins in the file.</summary>
    public long Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public long End { get; private set; }

    /// <summary>Goes to the next token.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Read()
    {
        while (true)
        {
            var bytes = _buffer.AsSpan(_at, _filled - _at);
            if (_isFinal && (Token == JsonTokenType.None || (Depth == 0 && Token is not
                (JsonTokenType.StartArray or JsonTokenType.StartObject))) && bytes.TrimStart(" \t\r\n"u8).IsEmpty)
            {
                return false;
            }

            var reader = new Utf8JsonReader(bytes, _isFinal, _state);
            if (reader.Read())
            {
                (Token, Depth) = (reader.TokenType, reader.CurrentDepth);
                Text = Token is JsonTokenType.PropertyName && reader.ValueSpan.Length <= ReadingBudget.LongestName ? reader.GetString()!
                    : Token is JsonTokenType.Number ? System.Text.Encoding.ASCII.GetString(reader.ValueSpan) : string.Empty;
                (Start, End) = (_offset + reader.TokenStartIndex, _offset + reader.BytesConsumed);
                Consume((int)reader.BytesConsumed, reader.CurrentState);
                return true;
            }

            Consume((int)reader.BytesConsumed, reader.CurrentState);
            if (_isFinal)
            {
                return false;
            }

            Fill();
        }
    }

    /// <summary>Goes to the end of the value that begins with this token.</summary>
    public void Skip()
    {
        if (Token is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var depth = Depth;
            while (Read() && !(Depth == depth && Token is JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
            }
        }
    }

    private void Consume(int bytes, JsonReaderState state)
    {
        (_at, _offset, _state) = (_at + bytes, _offset + bytes, state);
    }

    private void Fill()
    {
        _buffer.AsSpan(_at, _filled - _at).CopyTo(_buffer);
        (_at, _filled) = (0, _filled - _at);
        if (_filled == _buffer.Length)
        {
            budget.CheckRecord(_filled);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = RandomAccess.Read(file, _buffer.AsSpan(_filled), _offset + _filled);
        _filled += read;
        _isFinal = read == 0;
    }
}
