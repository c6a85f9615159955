using System.Buffers;
using System.Text;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>Text that goes into a buffer as UTF-8. Half a surrogate pair becomes U+FFFD.</summary>
internal sealed class Utf8BufferText(IBufferWriter<byte> target) : TextWriter
{
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer) => _encoder.Convert(buffer, target, flush: false, out _, out _);
}
