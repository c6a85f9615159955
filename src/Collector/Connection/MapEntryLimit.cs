using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace FlextMonitor.Collector.Connection;

/// <summary>
/// Refuses messages with very many map entries before they are decoded. Each entry takes far more memory than bytes on the wire: a message of 4 MB would take hundreds.
/// </summary>
internal static class MapEntryLimit
{
    /// <summary>The most entries of all maps of a message together, nested ones included.</summary>
    public const int Most = 50_000;

    /// <summary>The detail of the status with which the call fails.</summary>
    public const string Detail = "Received message has more map entries than are accepted.";

    /// <summary>The deepest nesting that is decoded at all; a value of <c>google.protobuf.Struct</c> may hold itself.</summary>
    private const int Deepest = 100;

    private const int VarintBits = 7;
    private const int LongestVarint = 10;

    /// <summary>The same marshaller, with the limit for what it decodes.</summary>
    public static Marshaller<T> Apply<T>(Marshaller<T> generated)
        where T : class
    {
        if (Activator.CreateInstance<T>() is not IMessage { Descriptor: { } descriptor })
        {
            return generated;
        }

        return new Marshaller<T>(generated.ContextualSerializer, context =>
        {
            var payload = context.PayloadAsReadOnlySequence();
            return Count(payload.IsSingleSegment ? payload.FirstSpan : payload.ToArray(), descriptor) <= Most
                ? generated.ContextualDeserializer(context)
                : throw new RpcException(new Status(StatusCode.ResourceExhausted, Detail));
        });
    }

    /// <summary>The map entries of an encoded message. Counts up to where it cannot be understood, which its decoder reports.</summary>
    internal static int Count(ReadOnlySpan<byte> message, MessageDescriptor descriptor, int depth = 0)
    {
        if (depth > Deepest)
        {
            return 0;
        }

        var count = 0;
        while (TryReadVarint(ref message, out var tag))
        {
            if (!TryReadValue(ref message, (WireFormat.WireType)(tag & 0b111), out var value))
            {
                return count;
            }

            if (descriptor.FindFieldByNumber((int)(tag >> 3)) is { FieldType: FieldType.Message } field)
            {
                count += (field.IsMap ? 1 : 0) + Count(value, field.MessageType, depth + 1);
            }
        }

        return count;
    }

    /// <param name="rest">What is left of the message; on return, after the value.</param>
    /// <param name="type">How the value is encoded.</param>
    /// <param name="value">The bytes of a value with a length; otherwise empty.</param>
    private static bool TryReadValue(ref ReadOnlySpan<byte> rest, WireFormat.WireType type, out ReadOnlySpan<byte> value)
    {
        value = default;
        switch (type)
        {
            case WireFormat.WireType.Varint:
                return TryReadVarint(ref rest, out _);
            case WireFormat.WireType.Fixed64:
                return TryTake(ref rest, sizeof(ulong), out _);
            case WireFormat.WireType.Fixed32:
                return TryTake(ref rest, sizeof(uint), out _);
            case WireFormat.WireType.LengthDelimited:
                return TryReadVarint(ref rest, out var length) && TryTake(ref rest, length, out value);
            default:
                // Groups, which no message here has.
                return false;
        }
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, ulong length, out ReadOnlySpan<byte> taken)
    {
        if (length > (ulong)rest.Length)
        {
            taken = default;
            return false;
        }

        taken = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (var i = 0; i < LongestVarint && i < rest.Length; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (VarintBits * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
