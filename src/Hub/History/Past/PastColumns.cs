using System.Linq.Expressions;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Problems.Previews;

namespace FlextMonitor.Hub.History.Past;

/// <summary>The columns of one gauge in one bucket.</summary>
internal sealed record PastColumns(long StartSeconds, long KnownMs, long? Sum, long? Min, long? Max)
{
    /// <summary>Reads only these columns.</summary>
    public static Expression<Func<BucketRow, PastColumns>> Of(Expression<Func<BucketRow, GaugeColumns>> gauge)
    {
        Expression<Func<BucketRow, PastColumns>> shape = row => new PastColumns(row.StartSeconds, row.LiveMs + row.DegradedMs - row.Cpu.UnknownMs, row.Cpu.Sum, row.Cpu.Min, row.Cpu.Max);
        var body = new Replacement(shape.Parameters[0], ((MemberExpression)gauge.Body).Member.Name).Visit(shape.Body);
        return Expression.Lambda<Func<BucketRow, PastColumns>>(body, shape.Parameters);
    }

    /// <summary>The figure, in its own unit.</summary>
    /// <param name="step">The bucket's length.</param>
    /// <param name="unit">What a whole number of the columns stands for.</param>
    public PastFigure ToFigure(TimeSpan step, double unit) => new(
        DateTimeOffset.FromUnixTimeSeconds(StartSeconds), step, KnownMs > 0 && Sum is { } sum ? unit * sum / KnownMs : null, unit * Min, unit * Max);

    private sealed class Replacement(ParameterExpression row, string gauge) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node.Member.Name == nameof(BucketRow.Cpu) ? Expression.Property(row, gauge) : base.VisitMember(node);
    }
}
